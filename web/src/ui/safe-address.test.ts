import { expect, it } from 'vitest'
import { safeAddress } from './safe-address.ts'

it.each(['https://exemple.fr/a?b=c#d', 'http://exemple.fr', 'mailto:a@exemple.fr', 'tel:+33102030405', '/contents/1', '#haut', 'page.html'])('lets %s through', (address) => {
  expect(safeAddress(address)).toBe(address)
})

it.each(['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'https://'])('refuses %j', (address) => {
  expect(safeAddress(address)).toBeNull()
})
