import type { Impact } from '@portevoix/contract/insights'

export interface ImpactProps { impact: Impact }
