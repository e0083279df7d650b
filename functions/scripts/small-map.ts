import type { Plugin } from 'rolldown';

/**
 * Makes the source map hold what is of use in a stack: the places in our own files. Those of the packages are nine tenths of it, and
 * the sources themselves are in the repository.
 */
export function smallMap(): Plugin {
  return {
    name: 'small-map',
    transform: {
      filter: { id: /\/node_modules\// },
      handler: (code) => ({ code, map: { mappings: '' } }),
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.map')) continue;
        const map = JSON.parse(String(file.source)) as { sourcesContent?: unknown };
        delete map.sourcesContent;
        file.source = JSON.stringify(map);
      }
    },
  };
}
