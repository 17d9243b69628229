import { defineConfig } from 'tsdown'
import { library } from '../../tsdown.base.ts'

export default defineConfig(library(['src/server.ts', 'src/edge.ts', 'src/client.ts']))
