// Prints the names and towns that @faker-js/faker carries, as JSON by locale.
// Usage: node faker.mjs <folder of the unpacked package> > faker.json
import { pathToFileURL } from 'node:url';

const { allLocales } = await import(pathToFileURL(process.argv[2] + '/dist/index.js'));
const flat = (x) => (x ? (Array.isArray(x) ? x : Object.values(x).flat()) : []).filter((s) => typeof s === 'string');
const out = {};
for (const [tag, l] of Object.entries(allLocales)) {
  const p = l.person ?? {}, at = l.location ?? {};
  out[tag] = { given: flat(p.first_name), family: flat(p.last_name), town: flat(at.city_name), county: flat(at.county) };
}
console.log(JSON.stringify(out));
