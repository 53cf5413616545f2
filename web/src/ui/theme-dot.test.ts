import { contrast } from '@portevoix/contract/colour'
import { expect, test } from 'vitest'
import { surfacesOf } from './brand.ts'
import { dotOf } from './theme-dot.ts'

const chosen = ['#1f6f8b', '#b4532a', '#5b5ea6', '#3f7d4e', '#9a3b6b', '#7a6a1f', '#2f5f9e', '#8a4b2f', '#b7791f', '#ffff00', '#000000', '#ffffff', '#ff0000']

test.each(chosen)('a theme in %s is told from any page, light and dark', (colour) => {
  const { light, dark } = surfacesOf('#0f5f6b')
  for (const page of [light.page, light.raised]) expect(contrast(dotOf(colour).light, page)).toBeGreaterThanOrEqual(4.5)
  for (const page of [dark.page, dark.raised]) expect(contrast(dotOf(colour).dark, page)).toBeGreaterThanOrEqual(4.5)
})
