import { browserPreset } from '@sentry-presets/browser'
import * as Sentry from '@sentry/browser'
import { destination } from './inbox'
import { noise } from './noise'

Sentry.init(browserPreset({ ...destination(), release: 'example@1' }, noise))
