import { expect, it } from 'vitest'
import { fieldErrors, isProblem, isUnreachable, Problem, problemDetailsOf, Unreachable } from './problem.ts'

const body = { type: 'https://portevoix.org/problems/invalid_input', title: 'À corriger', status: 422, code: 'invalid_input', detail: 'Corrigez.', errors: [{ field: 'captions.0.text', code: 'required', message: 'Renseignez ce champ.' }] }

it('reads problem details and nothing else', () => {
  expect(problemDetailsOf(body)).toEqual(body)
  for (const other of [null, 'no', {}, { ...body, status: '422' }, { message: 'Bad gateway' }]) expect(problemDetailsOf(other)).toBeNull()
})

it('gives each field its sentence', () => {
  const problem = new Problem(body)
  expect(isProblem(problem, 'invalid_input')).toBe(true)
  expect(isProblem(problem, 'not_found')).toBe(false)
  expect(problem).toMatchObject({ title: 'À corriger', message: 'Corrigez.', status: 422 })
  expect(fieldErrors(problem)).toEqual({ 'captions.0.text': 'Renseignez ce champ.' })
  expect(fieldErrors(new Error('other'))).toEqual({})
})

it('knows a server that was not reached', () => {
  expect(isUnreachable(new Unreachable())).toBe(true)
  expect(isUnreachable(new TypeError('Failed to fetch dynamically imported module: /assets/feed.js'))).toBe(true)
  expect(isUnreachable(new TypeError('x is not a function'))).toBe(false)
  expect(isUnreachable(new Problem(body))).toBe(false)
})
