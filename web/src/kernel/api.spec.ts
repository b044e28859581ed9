import { describe, expectTypeOf, it } from 'vitest'
import type { components } from '@/api'
import type { CaseDetail } from '@/modules/cases/useCase'
import type { CaseSummary, City, Person, Region } from './types'

type Schemas = components['schemas']
/** Fields the pages read and the server does not know. */
type Unknown<Page, Server> = Exclude<keyof Page, keyof Server>

/** The compiler does the checking: `npm run check` fails when the two drift apart. */
describe('the words of the pages', () => {
  it('are those of the OpenAPI document', () => {
    expectTypeOf<Unknown<CaseSummary, Schemas['CaseSummary']>>().toBeNever()
    expectTypeOf<CaseSummary['stage']>().toEqualTypeOf<NonNullable<Schemas['CaseSummary']['stage']>>()
    expectTypeOf<CaseSummary['dueState']>().toEqualTypeOf<NonNullable<Schemas['CaseSummary']['dueState']>>()
    expectTypeOf<Unknown<CaseDetail, Schemas['CasePage']>>().toBeNever()
    expectTypeOf<Unknown<Person, Schemas['SessionView']>>().toBeNever()
    expectTypeOf<Unknown<Region, Schemas['RegionView']>>().toBeNever()
    expectTypeOf<Unknown<City, Schemas['CityView']>>().toBeNever()
  })
})
