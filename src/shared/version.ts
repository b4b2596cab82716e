import { version } from '../../package.json';

/** The studio's own version, as package.json names it. */
export const studioVersion: string = version;
