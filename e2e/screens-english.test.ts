import { desktop, oneOf, phone } from './stage/browser.ts'
import { oneScheme } from './stage/look.ts'
import { walkScreens } from './screens/walk.ts'

// colours are the same in every language, and what holds the longer words holds the shorter ones: these are looked at in one scheme, where there is most of them
for (const viewport of oneOf([desktop, phone])) walkScreens({ language: 'en', organisation: 'Grand Meadow Brewery', schemes: oneScheme, viewport })
