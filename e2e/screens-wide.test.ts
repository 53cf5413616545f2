import { desktop } from './stage/browser.ts'
import { lightAndDark } from './stage/look.ts'
import { longName, walkScreens } from './screens/walk.ts'

walkScreens({ language: 'fr', organisation: longName, schemes: lightAndDark, viewport: desktop })
