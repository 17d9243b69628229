import { defineConfig } from 'tsdown'
import { library } from '../../tsdown.base.ts'

export default defineConfig(library(['src/index.ts', 'src/filter.ts', 'src/logger.ts', 'src/module.ts']))
