/** The app's own scheme: the only place that the window may load anything from. */
export const appScheme = 'studio';
export const appOrigin = `${appScheme}://app`;
export const windowAddress = `${appOrigin}/index.html`;
/** What the addresses of stored sheets begin with; see sheet-address.ts. */
export const sheetsAddress = `${appOrigin}/sheets/`;
