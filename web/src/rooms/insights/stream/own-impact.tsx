import type { Impact } from '@portevoix/contract/insights'
import { Advice } from './advice.tsx'
import { BestContents } from './best-contents.tsx'
import { OwnFigures } from './own-figures.tsx'
import { OwnNetworks } from './own-networks.tsx'
import { OwnSeries } from './own-series.tsx'

/** What one's shares became, figure by figure. */
const OwnImpact = ({ impact }: { impact: Impact }) => (
  <>
    <OwnFigures impact={impact} />
    <Advice impact={impact} />
    <OwnSeries impact={impact} />
    <BestContents impact={impact} />
    <OwnNetworks impact={impact} />
  </>
)

export default OwnImpact
