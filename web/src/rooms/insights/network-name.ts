import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { campaignNetworks } from '@portevoix/contract/networks/campaign'

/** The network's own name; one that is not known (any more) by its id. */
export const useNetworkName = () => {
  const t = useTranslations('sharing')
  return useCallback((id: string): string => {
    const known = campaignNetworks.find((network) => network === id)
    return known === undefined ? id : known === 'print' ? t('campaign.print') : t(`networks.${known}.name`)
  }, [t])
}
