// Builds the front end for Maven: `node build.mjs <outDir>`; nothing is done twice.
//   --api   only generate the types of the API
//   --test  type check and unit tests
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const contract = resolve(here, '../resources/openapi.yaml')
const schema = join(here, 'src/api/schema.d.ts')
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'))
const [outDir] = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const sources = ['src', 'public', 'dev', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json',
  'vite.config.ts', 'build.mjs', '../resources/openapi.yaml']

function files(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).sort().flatMap((name) => files(join(path, name)))
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths.flatMap((one) => files(resolve(here, one))).filter((one) => one !== schema)) {
    hash.update(relative(here, path)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

const stampIs = (path, value) => existsSync(path) && readFileSync(path, 'utf8') === value

function run(command, ...words) {
  const done = spawnSync(command, words, { cwd: here, stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0' } })
  if (done.error) throw done.error
  if (done.status !== 0) process.exit(done.status ?? 1)
}

const tool = (name, ...words) => run(process.execPath, join(here, 'node_modules', name), ...words)

/** node_modules as the lock file says; again only when it changed. */
function install() {
  const stamp = join(here, 'node_modules/.scoutline-lock')
  const wanted = hashOf(['package-lock.json'])
  if (stampIs(stamp, wanted)) return
  run('npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts')
  writeFileSync(stamp, wanted)
}

function generateTypes() {
  const stamp = join(here, 'node_modules/.scoutline-contract')
  const wanted = hashOf(['../resources/openapi.yaml', 'package-lock.json'])
  if (stampIs(stamp, wanted) && existsSync(schema)) return
  tool('openapi-typescript/bin/cli.js', contract, '--output', schema, '--empty-objects-unknown')
  writeFileSync(stamp, wanted)
}

const major = process.versions.node.split('.').map(Number)
if (major[0] < 20 || (major[0] === 20 && major[1] < 19)) {
  console.error(`The front end needs Node 20.19 or newer; this is ${process.version}.`)
  process.exit(1)
}

if (flags.includes('--test')) {
  install()
  generateTypes()
  tool('vue-tsc/bin/vue-tsc.js', '--noEmit')
  tool('vitest/vitest.mjs', 'run')
} else if (flags.includes('--api')) {
  install()
  generateTypes()
} else {
  if (!outDir) {
    console.error('Usage: node build.mjs <outDir> | --api | --test')
    process.exit(2)
  }
  const stamp = join(resolve(outDir), '.stamp')
  const wanted = hashOf(sources)
  if (stampIs(stamp, wanted)) {
    console.log('The front end is up to date.')
    process.exit(0)
  }
  install()
  generateTypes()
  tool('vue-tsc/bin/vue-tsc.js', '--noEmit')
  tool('vite/bin/vite.js', 'build', '--outDir', resolve(outDir), '--logLevel', 'warn')
  mkdirSync(outDir, { recursive: true })
  writeFileSync(stamp, wanted)
}
