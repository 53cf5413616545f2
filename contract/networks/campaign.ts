import { networkIds } from './shape.ts'

/** Where a campaign link is put: on paper, or on one of the networks by the team itself. */
export const campaignNetworks = ['print', ...networkIds] as const
export type CampaignNetwork = (typeof campaignNetworks)[number]
