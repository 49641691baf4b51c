module meridian.example/e2e/tools/karpenter-azure

go 1.26.5

require github.com/Azure/karpenter-provider-azure v1.14.2 // indirect
