/** The part of Eleventy 3 that this folder relies on; the package ships no types. */
declare module "@11ty/eleventy" {
  export interface EleventyConfig {
    addGlobalData(name: string, value: unknown): void;
    addLayoutAlias(from: string, to: string): void;
    setTemplateFormats(formats: readonly string[]): void;
    setNunjucksEnvironmentOptions(options: {
      readonly autoescape: boolean;
      readonly throwOnUndefined: boolean;
      readonly trimBlocks: boolean;
      readonly lstripBlocks: boolean;
    }): void;
    setUseGitIgnore(use: boolean): void;
    setQuietMode(quiet: boolean): void;
    readonly ignores: Set<string>;
    on(
      event: "eleventy.before" | "eleventy.after",
      listener: (build: BuildEvent) => Promise<void>,
    ): void;
    on(
      event: "eleventy.engine.njk",
      listener: (engine: { readonly environment: NunjucksEnvironment }) => void,
    ): void;
    setLibrary(engine: "njk", library: NunjucksEnvironment): void;
    addWatchTarget(target: string, options?: { readonly resetConfig: boolean }): void;
  }

  export interface NunjucksEnvironment {
    readonly extensions: Readonly<Record<string, unknown>>;
    removeExtension(name: string): void;
    addGlobal(name: string, value: unknown): void;
  }

  export interface BuildEvent {
    readonly directories: { readonly input: string; readonly output: string };
  }

  export interface EleventyOptions {
    /** Empty for none: everything comes from `config`. */
    readonly configPath: string;
    readonly quietMode: boolean;
    readonly config: (config: EleventyConfig) => void | Promise<void>;
  }

  export default class Eleventy {
    constructor(input: string, output: string, options: EleventyOptions);
    disableLogger(): void;
    write(): Promise<unknown>;
  }
}
