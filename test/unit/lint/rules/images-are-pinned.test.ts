import { imagesArePinned } from '../../../../lib/lint/rules/images-are-pinned';
import { compileMini, edit, findingsOf, sentencesOf, withObjects } from '../../../support/compiled';

const IMAGE = ['spec', 'template', 'spec', 'containers', 0, 'image'];
const DIGEST = `@sha256:${'a'.repeat(64)}`;

describe('images are pinned', () => {
  test('what is compiled is pinned', () => {
    expect(findingsOf(imagesArePinned, compileMini())).toEqual([]);
  });

  test('a tag is no pin', () => {
    const fleet = withObjects(
      compileMini(),
      edit('Deployment', 'web', IMAGE, 'registry.example.com/shop/web:1.0'),
    );
    expect(sentencesOf(imagesArePinned, fleet)).toEqual([
      'Deployment.apps web/web (us, unit apps/web): spec.template.spec.containers[0].image is "registry.example.com/shop/web:1.0", which names no digest | Name the image as "<repository>@sha256:<digest>".',
    ]);
    expect(findingsOf(imagesArePinned, fleet)[0]?.at).toMatchObject({ file: 'apps/web/app.yaml', line: 2 });
  });

  test('a registry that only begins like one of the fleet is another one', () => {
    const image = `registry.example.com.evil.example/shop/web${DIGEST}`;
    const fleet = withObjects(compileMini(), edit('Deployment', 'web', IMAGE, image));
    expect(sentencesOf(imagesArePinned, fleet)).toEqual([
      `Deployment.apps web/web (us, unit apps/web): spec.template.spec.containers[0].image is "${image}", which is not in a registry of the fleet for this region | Pull it from registry.example.com, or add its registry to fleet.yaml.`,
    ]);
  });
});
