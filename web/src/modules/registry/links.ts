/** Where the pages of the registry are. A door is shown in its quarter; `/registry/doors/…` finds the quarter first. */
export const doorPage = (id: number, quarter?: number): string =>
  quarter === undefined ? `/registry/doors/${id}` : `/registry/quarters/${quarter}?door=${id}`
export const visitPage = (id: number): string => `/visits/${id}`
export const enterprisePage = (id: number): string => `/registry/enterprises/${id}`
