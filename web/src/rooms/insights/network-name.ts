import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { networkIds } from '@portevoix/contract/networks/shape'

/** The network's own name; one that is not known (any more) by its id. */
export const useNetworkName = () => {
  const t = useTranslations('sharing.networks')
  return useCallback((id: string): string => {
    const known = networkIds.find((network) => network === id)
    return known ? t(`${known}.name`) : id
  }, [t])
}
