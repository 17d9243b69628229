/** What a page sends once the device is online again; with it goes what was kept meanwhile. */
export const ONLINE = 'back online'
