/** Remembers the assets that were bundled last, as long as their sources stay the same. */

import { type AssetSources, type Assets, bundleAssets } from "./assets.ts";
import { fingerprint, folderFingerprint, folderStamp } from "./fingerprint.ts";

/** As bundleAssets. Packages are not looked at: they change with the program. */
export function createAssetMemory(): typeof bundleAssets {
  let last: { readonly origin: string; readonly assets: Assets } | undefined;
  return async (sources) => {
    const stamp = stampOf(sources);
    const origin = originOf(sources);
    if (last?.origin === origin) return last.assets;
    const assets = await bundleAssets(sources);
    last = stampOf(sources) === stamp ? { origin, assets } : undefined;
    return assets;
  };
}

function stampOf({ clientDir, assetsDir }: AssetSources): string {
  return `${folderStamp(clientDir)} ${folderStamp(assetsDir)}`;
}

function originOf({ root, clientDir, assetsDir, pathPrefix }: AssetSources): string {
  return fingerprint([
    root,
    clientDir,
    assetsDir,
    pathPrefix,
    folderFingerprint(clientDir),
    folderFingerprint(assetsDir),
  ]);
}
