// A folder of SVGs comes in; what SVGO makes of each goes out as JSON: name → text. Its defaults, as often as it helps.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { optimize } from 'svgo'

const folder = process.argv[2]
const made = {}
for (const name of readdirSync(folder).filter((one) => one.endsWith('.svg'))) {
  made[name] = optimize(readFileSync(join(folder, name), 'utf8'), { multipass: true }).data
}
console.log(JSON.stringify(made))
