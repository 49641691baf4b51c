// Command go-yaml reads a JSON list of YAML documents from standard input and writes the JSON list of what the parser of
// kubectl and Argo CD takes them for.
package main

import (
	"encoding/json"
	"log"
	"os"

	"sigs.k8s.io/yaml"
)

type result struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

func read(document string) result {
	value, err := yaml.YAMLToJSONStrict([]byte(document))
	if err != nil {
		return result{Error: err.Error()}
	}
	return result{Value: value}
}

func main() {
	var documents []string
	if err := json.NewDecoder(os.Stdin).Decode(&documents); err != nil {
		log.Fatal(err)
	}
	results := make([]result, 0, len(documents))
	for _, document := range documents {
		results = append(results, read(document))
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		log.Fatal(err)
	}
}
