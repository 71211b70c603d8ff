/** How a Windows program is started in the folder that has Wine. */

/** Mounts what Wine needs, seen by this command's processes only, and ends with all of them. */
const SCRIPT = `set -e
mount --rbind /dev "$1/dev"
mount -t proc proc "$1/proc"
mount -t tmpfs tmpfs "$1/tmp"
root=$1
shift
status=0
unshare --root="$root" --wd=/project -- /usr/lib/wine/wine64 "$@" || status=$?
# The registry is written when Wine's server ends, some seconds after the last program.
unshare --root="$root" -- "$WINESERVER" -w
exit "$status"`

/**
 * The arguments for `spawn` or `spawnSync`: `program` with its arguments, in the copy of this repository. Its standard output has
 * to be a file or nothing: Node under Wine cannot write into a pipe of Linux.
 */
export function inside(
  root: string,
  program: readonly string[],
): [string, string[], { env: NodeJS.ProcessEnv }] {
  // Mounting is for root only; anybody is root in a namespace of their own.
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  const namespaces = [...asRoot, '--mount', '--pid', '--fork', '--kill-child']
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/root',
    LANG: 'C.UTF-8',
    XDG_RUNTIME_DIR: '/tmp',
    WINEPREFIX: '/prefix',
    WINEDEBUG: '-all',
    // Debian's `wineserver` is a script, and this folder has no shell.
    WINESERVER: '/usr/lib/wine/wineserver64',
    // Babel assumes that every terminal of Windows has colours.
    NO_COLOR: '1',
    // For tests that Wine cannot pass (__tests__/support/system.ts).
    UNDER_WINE: '1',
    // For reporter.js.
    RESULTS: 'tmp/results.txt',
  }
  return ['unshare', [...namespaces, '--', '/bin/sh', '-c', SCRIPT, 'sh', root, ...program], { env }]
}
