import type { Dashboard } from '@portevoix/contract/insights'

export interface DashboardProps { dashboard: Dashboard }
