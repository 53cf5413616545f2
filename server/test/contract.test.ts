import { implement } from '@orpc/server'
import { contract } from '@portevoix/contract'
import { isContractProcedure } from '@orpc/contract'
import { call } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openApiDocument } from '#kit/http/openapi'
import { routers } from '../rooms.ts'
import { testInstallation, type TestInstallation } from '#test/installation'
import { routes } from '#test/routes'

let installation: TestInstallation
beforeAll(async () => { installation = await testInstallation({ works: false }) })

const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

describe('the contract', () => {
  it('is what is served as OpenAPI', async () => {
    const served: unknown = await (await fetch(`${installation.address}/api/v1/openapi.json`)).json()
    expect(served).toEqual(JSON.parse(JSON.stringify(await openApiDocument(installation.address))))
    const { paths } = document.parse(served)
    const listed = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).filter((key) => key !== 'parameters').map((method) => `${method.toUpperCase()} ${path}`)).sort()
    expect(Object.values(paths).every(({ parameters }) => JSON.stringify(parameters) === '[{"$ref":"#/components/parameters/organisation"}]')).toBe(true)
    expect(listed).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort())
  })

  it('is told of a body that cannot be read as the sender\'s fault', async () => {
    const answer = await fetch(`${installation.address}/api/v1/sign-in-links`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"email":' })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ code: 'malformed', status: 400 })
  })

  it('has no two routes at one place', () => {
    const places = routes.map(({ method, path }) => `${method} ${path.replace(/\{[^}]+\}/g, '{}')}`)
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([])
  })

  it('is implemented to the last route', () => {
    const implemented = (node: unknown, path: string): string[] =>
      typeof node !== 'object' || node === null ? [] : '~orpc' in node ? [path] : Object.entries(node).flatMap(([key, child]) => implemented(child, path ? `${path}.${key}` : key))
    expect(implemented(routers, '').sort()).toEqual(routes.map(({ name }) => name).sort())
  })

  it('says what every route gives back, and refuses an answer of another shape', async () => {
    const silent = routes.filter(({ procedure, method }) => isContractProcedure(procedure) && procedure['~orpc'].outputSchema === undefined && method === 'GET')
    expect(silent.map(({ name }) => name)).toEqual([])
    const wrong = implement(contract.people).session.handler(() => JSON.parse('{"identity":3}'))
    await expect(call(wrong, undefined, { context: {} })).rejects.toThrow(/output/i)
  })
})
