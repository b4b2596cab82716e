/** The app's own scheme: the window's files and the sheets of runs, and nothing else, nowhere else. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { appOrigin, appScheme, sheetsAddress } from '../../shared/app-address';
import { resolveAsset, type Asset } from './asset-path';

/** Nothing from elsewhere, no inline script, no eval. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Must be called before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export interface AppContents {
  /** Absolute path of the built window. */
  readonly windowFolder: string;
  /** Absolute path of the stored sheet that an address names, whether or not it is there; null where it names none. */
  readonly pathOfSheet: (address: string) => Promise<string | null>;
}

/** @returns fulfilled once the first script of the window's page is answered for */
export function serveApp(contents: AppContents): Promise<void> {
  return new Promise((fulfil) => {
    protocol.handle(appScheme, async (request) => {
      const response = await answer(request, contents);
      if (request.url.endsWith('.js')) fulfil();
      return response;
    });
  });
}

async function answer(request: Request, { windowFolder, pathOfSheet }: AppContents): Promise<Response> {
  if (request.method !== 'GET' || !request.url.startsWith(`${appOrigin}/`)) return refusal(405);
  const asset = request.url.startsWith(sheetsAddress)
    ? sheetAsset(await pathOfSheet(request.url))
    : resolveAsset(windowFolder, request.url);
  if (!asset) return refusal(404);
  try {
    const headers = {
      'content-type': asset.contentType,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    };
    return new Response(await readFile(asset.path), { headers });
  } catch {
    // whatever the reason, the window has no use for more than "not there"
    return refusal(404);
  }
}

function sheetAsset(path: string | null): Asset | null {
  return path === null ? null : { path, contentType: 'image/png' };
}

function refusal(status: number): Response {
  return new Response(null, { status });
}
