import type { CampaignNetwork } from '@portevoix/contract/networks/campaign'
import { useTranslations } from 'use-intl'

/** Where a campaign link is put, in words. */
export const useCampaignNetworkName = () => {
  const t = useTranslations('sharing')
  return (network: CampaignNetwork): string => (network === 'print' ? t('campaign.print') : t(`networks.${network}.name`))
}
