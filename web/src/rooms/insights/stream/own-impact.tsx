import type { Impact } from '@portevoix/contract/insights'
import { Columns } from '#ui/columns.tsx'
import { Advice } from './advice.tsx'
import { BestContents } from './best-contents.tsx'
import { OwnFigures } from './own-figures.tsx'
import { OwnNetworks } from './own-networks.tsx'
import { OwnSeries } from './own-series.tsx'

/** What one's shares became, figure by figure. */
const OwnImpact = ({ impact }: { impact: Impact }) => (
  <>
    <OwnFigures impact={impact} />
    <Columns
      first={<><Advice impact={impact} /><BestContents impact={impact} /></>}
      second={<><OwnSeries impact={impact} /><OwnNetworks impact={impact} /></>}
    />
  </>
)

export default OwnImpact
