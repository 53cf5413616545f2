import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { Page, PageHeader } from '#ui/page.tsx'
import { FigureSkeletons, RowSkeletons } from '#ui/skeletons.tsx'
import { PeriodPicker } from '../period-picker.tsx'
import { usePeriod } from '../period.ts'
import { Trouble } from '../trouble.tsx'
import { Brief } from './brief.tsx'
import classes from './dashboard.module.css'
import { DashboardFigures } from './figures.tsx'
import { Funnel } from './funnel.tsx'
import { Groups } from './groups.tsx'
import { LeftOut } from './left-out.tsx'
import { Networks } from './networks.tsx'
import { Offer } from './offer.tsx'
import { Rankings } from './rankings.tsx'
import { ReadersAndSharers } from './readers-and-sharers.tsx'
import { Series } from './series.tsx'
import { Themes } from './themes.tsx'

const Dashboard = () => {
  const t = useTranslations('insights.dashboard')
  const [asked, ask] = usePeriod()
  const { data, error, refetch, isPlaceholderData } = useQuery(api.insights.dashboard.queryOptions({ input: asked, placeholderData: keepPreviousData }))
  const errors = fieldErrors(error)
  return (
    <Page width="wide">
      <PageHeader title={t('title')} {...(data && { lead: <Brief dashboard={data} /> })} />
      <PeriodPicker asked={asked} onChange={ask} period={data?.period} errors={errors} />
      {error && Object.keys(errors).length === 0 && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <><FigureSkeletons count={8} /><RowSkeletons count={5} /></>}
      {data && (
        <div className={classes.board} aria-busy={isPlaceholderData} data-stale={isPlaceholderData}>
          <DashboardFigures dashboard={data} />
          <Series dashboard={data} />
          <div className={classes.pair}><Networks dashboard={data} /><Themes dashboard={data} /></div>
          <Rankings dashboard={data} />
          <div className={classes.three}><Offer dashboard={data} /><Funnel dashboard={data} /><ReadersAndSharers dashboard={data} /></div>
          <Groups dashboard={data} />
          <LeftOut dashboard={data} />
        </div>
      )}
    </Page>
  )
}

export default Dashboard
