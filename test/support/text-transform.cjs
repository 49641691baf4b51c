// What the bundlers' loader does with pages that the sources import: the module is its text.
module.exports = {
  process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }),
};
