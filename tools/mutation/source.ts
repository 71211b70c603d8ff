/** Describes a place in a source file, in words that stay true when lines are added above it. */
import ts from 'typescript'

/** As in Stryker's report: both count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

export function textBetween(source: string, start: Position, end: Position): string {
  return source.slice(offsetOf(source, start), offsetOf(source, end))
}

/** The name of the function, class or constant around the place; in a class or an object also the member's: `clock.sleep`. */
export function functionAt(source: string, place: Position): string {
  const offset = offsetOf(source, place)
  const around = <T extends ts.Node>(nodes: readonly T[]): T | undefined =>
    nodes.find((node) => node.pos <= offset && offset < node.end)
  const statement = around(ts.createSourceFile('', source, ts.ScriptTarget.Latest, true).statements)
  if (statement === undefined) return 'top level'
  const declared = ts.isVariableStatement(statement)
    ? around(statement.declarationList.declarations)
    : statement
  const value = declared !== undefined && ts.isVariableDeclaration(declared) ? declared.initializer : declared
  return [declared, around(membersOf(value))].flatMap(nameOf).join('.') || 'top level'
}

function membersOf(node: ts.Node | undefined): readonly ts.Node[] {
  if (node === undefined) return []
  if (ts.isClassDeclaration(node)) return node.members
  return ts.isObjectLiteralExpression(node) ? node.properties : []
}

function nameOf(node: ts.Node | undefined): readonly string[] {
  if (node === undefined) return []
  if (ts.isConstructorDeclaration(node)) return ['constructor']
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name ? [node.name.text] : []
  const isNamed = ts.isVariableDeclaration(node) || ts.isClassElement(node) || ts.isObjectLiteralElement(node)
  return isNamed && node.name !== undefined ? [node.name.getText()] : []
}

function offsetOf(source: string, { line, column }: Position): number {
  const before = source.split('\n').slice(0, line - 1)
  return before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1
}
