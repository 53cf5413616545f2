import { Skeleton } from '@mantine/core'
import { Suspense, type ReactNode } from 'react'

/** Holds the place of a chart while its code arrives. */
export const Waiting = ({ height = 260, children }: { height?: number; children: ReactNode }) => <Suspense fallback={<Skeleton height={height} radius="md" />}>{children}</Suspense>
