/** Says how far a measurement is, in a few words. */
export type Progress = (text: string) => void
