import { desktop, oneOf, phone } from './stage/browser.ts'
import { oneScheme } from './stage/look.ts'
import { walkScreens } from './screens/walk.ts'

// colours and what carries them are the same in every language, and what holds the longer words holds the shorter ones: these are read in one scheme, where there is most of them
for (const viewport of oneOf([desktop, phone])) walkScreens({ language: 'en', organisation: 'Grand Meadow Brewery', schemes: oneScheme, viewport, axe: Boolean(process.env['ALL_LOOKS']) })
