// Cuts the contact sheets of photographed materials into cells: node training/dream/cells.mjs <sheets> <out>
// A sheet is a white page; picture k of row r begins at x = 16 + 144 k, y = 16 + 176 r and is at most 128 x 128.
// For each sheet <out>/<Name>.rgb holds its full-size cells, row-major RGB bytes [cells, 128, 128, 3], and
// <out>/cells.json says {Name: [index in the sheet of each cell]}. Cells that are not square are left out.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';

const SIZE = 128;
const [sheets, out] = process.argv.slice(2);
if (!sheets || !out) throw new Error('Give the folder with the sheets and a folder to write to.');

/** True where the cell's right and lower edges are white throughout: the picture there is smaller than its cell. */
function isCut(page, left, top) {
  const white = (x, y) => {
    const i = ((top + y) * page.width + left + x) * 3;
    return page.data[i] > 250 && page.data[i + 1] > 250 && page.data[i + 2] > 250;
  };
  const all = Array.from({ length: SIZE }, (_, k) => k);
  return all.every((k) => white(SIZE - 1, k)) || all.every((k) => white(k, SIZE - 1));
}

function cell(page, left, top) {
  const rows = Array.from({ length: SIZE }, (_, y) => {
    const from = ((top + y) * page.width + left) * 3;
    return page.data.subarray(from, from + SIZE * 3);
  });
  return Buffer.concat(rows);
}

async function cut(file) {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const page = { data, width: info.width };
  const across = Math.floor((info.width - 16) / 144);
  const down = Math.floor((info.height - 16) / 176);
  const kept = [];
  for (let k = 0; k < across * down; k += 1) {
    const left = 16 + 144 * (k % across);
    const top = 16 + 176 * Math.floor(k / across);
    if (!isCut(page, left, top)) kept.push({ index: k, rgb: cell(page, left, top) });
  }
  return kept;
}

mkdirSync(out, { recursive: true });
const index = {};
for (const file of readdirSync(sheets)
  .filter((name) => name.endsWith('.webp'))
  .sort()) {
  const cells = await cut(join(sheets, file));
  const name = basename(file, '.webp');
  index[name] = cells.map((one) => one.index);
  writeFileSync(join(out, `${name}.rgb`), Buffer.concat(cells.map((one) => one.rgb)));
}
writeFileSync(join(out, 'cells.json'), JSON.stringify(index));
