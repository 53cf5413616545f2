declare module 'virtual:contract' {
  import type { AnyContractRouter } from '@orpc/contract'

  const outline: AnyContractRouter
  export default outline
}
