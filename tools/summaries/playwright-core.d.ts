// The part of playwright-core that is used here: types are checked although it is not installed.
declare module 'playwright-core' {
  export interface Browser {
    newPage(options: {
      readonly viewport: { readonly width: number; readonly height: number }
      readonly colorScheme: 'light' | 'dark'
      readonly timezoneId: string
      readonly deviceScaleFactor: number
    }): Promise<Page>
    close(): Promise<void>
  }

  export interface Page {
    route(url: string, handler: (route: Route) => Promise<void>): Promise<unknown>
    setContent(html: string): Promise<void>
    addStyleTag(options: { readonly content: string }): Promise<unknown>
    addScriptTag(options: { readonly content: string }): Promise<unknown>
    evaluate(expression: string): Promise<unknown>
    screenshot(options: { readonly path: string; readonly fullPage: boolean }): Promise<unknown>
    context(): { close(): Promise<void> }
  }

  export interface Route {
    request(): { url(): string }
    abort(): Promise<void>
  }

  export const chromium: {
    launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Browser>
  }
}
