export { nodeCore } from './node-core.js'
