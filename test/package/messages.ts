import path from 'node:path';
import ts from 'typescript';
import { root } from './helpers';

/** A piece of a message as it stands in the sources: what is between two values that are put in. */
export interface MessagePart {
  text: string;
  /** The file and the line, to find it by. */
  place: string;
}

/** The folders that hold what people see. */
const FOLDERS = ['nodes', 'credentials'].map((folder) => path.join(root, folder) + path.sep);

/** The keys that a message stands under; the second is for what the editor says of a field. */
const MESSAGE_KEYS = ['message', 'errorMessage'];

/** What is no message, wherever it leads: advice beside a message, names of fields, and what is a root itself. */
const NOT_FOLLOWED = ['description', 'displayName', ...MESSAGE_KEYS];

/** Errors that tell of a mistake in the program, which nobody is meant to see. */
const OF_THE_PROGRAM = /^(RangeError|TypeError)$/;

/** Calls that put something into a list or a map. */
const PUTS_IN = ['push', 'set', 'add'];

/**
 * Collects every message that the sources can make, in its parts. It begins at each `message:` and each
 * error, and follows names, parameters, properties and functions to the texts that they stand for, whichever
 * files those are in.
 *
 * @returns the parts up to the end of the message's first sentence, since the rest is advice; each text once
 */
export function messageParts(): MessagePart[] {
  const file = path.join(root, 'tsconfig.build.json');
  const config = ts.getParsedCommandLineOfConfigFile(
    file,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  );
  if (config === undefined) throw new Error(`${file} can't be read`);
  return new Tracer(ts.createProgram(config.fileNames, config.options)).parts();
}

type FunctionWithBody = ts.FunctionLikeDeclaration & { body: ts.Node };

class Tracer {
  private readonly checker: ts.TypeChecker;

  private readonly sources: ts.SourceFile[];

  /** The calls of each function. */
  private readonly calls = new Map<ts.Node, Array<ts.CallExpression | ts.NewExpression>>();

  /** What is given for each property that a type declares. */
  private readonly given = new Map<ts.Node, ts.Node[]>();

  /**
   * What is given under a name where no type tells which property it is: in an object that is a variable of
   * its own, or goes to a function that takes any type.
   */
  private readonly untyped = new Map<string, ts.Node[]>();

  /** What is put into each list or map. */
  private readonly putIn = new Map<ts.Symbol, ts.Node[]>();

  private readonly visited = new Set<ts.Node>();

  private readonly found = new Map<string, MessagePart>();

  constructor(program: ts.Program) {
    this.checker = program.getTypeChecker();
    this.sources = program
      .getSourceFiles()
      .filter(({ fileName }) =>
        FOLDERS.some((folder) => path.resolve(fileName).startsWith(folder)),
      );
  }

  parts(): MessagePart[] {
    for (const source of this.sources) walk(source, (node) => this.index(node));
    for (const source of this.sources) walk(source, (node) => this.begin(node));
    return [...this.found.values()];
  }

  private index(node: ts.Node): void {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const called = this.checker.getResolvedSignature(node)?.declaration;
      if (called !== undefined) append(this.calls, called, node);
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: receiver, name } = node.expression;
      const symbol = this.checker.getSymbolAtLocation(receiver);
      if (symbol !== undefined && PUTS_IN.includes(name.text)) {
        for (const argument of node.arguments) append(this.putIn, symbol, argument);
      }
    }
    if (ts.isObjectLiteralExpression(node)) {
      const type = this.checker.getContextualType(node);
      for (const property of node.properties) this.indexProperty(property, type);
    }
  }

  private indexProperty(property: ts.ObjectLiteralElementLike, type: ts.Type | undefined): void {
    const name = property.name?.getText();
    if (name === undefined) return;
    const types = type?.isUnion() === true ? type.types : [type];
    const declarations = types
      .flatMap((one) => (one && this.checker.getPropertyOfType(one, name)?.declarations) ?? [])
      // The type of what a function of any type is given is made of the object itself.
      .filter((declaration) => declaration !== property);
    for (const declaration of declarations) append(this.given, declaration, property);
    const isVariable = ts.isVariableDeclaration(property.parent.parent);
    const isGiven = ts.isCallExpression(property.parent.parent);
    const isUnknown = declarations.length === 0 && (isVariable || isGiven);
    if (isUnknown || this.isOfAnyType(property)) append(this.untyped, name, property);
  }

  /** Whether its type is left to whoever calls the function that it is in. */
  private isOfAnyType(property: ts.ObjectLiteralElementLike): boolean {
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    if (value === undefined) return false;
    return (this.checker.getTypeAtLocation(value).flags & ts.TypeFlags.TypeParameter) !== 0;
  }

  /** Follows a node if a message begins there. */
  private begin(node: ts.Node): void {
    const isKey = (name: ts.Node | undefined) => MESSAGE_KEYS.includes(name?.getText() ?? '');
    if (ts.isPropertyAssignment(node) && isKey(node.name)) this.follow(node);
    else if (ts.isShorthandPropertyAssignment(node) && isKey(node.name)) this.follow(node);
    else if (ts.isParameter(node) && isKey(node.name)) this.followDeclaration(node);
    else if (ts.isVariableDeclaration(node) && isKey(node.name)) this.followDeclaration(node);
    else if (ts.isNewExpression(node)) {
      const name = node.expression.getText();
      if (!name.endsWith('Error') || OF_THE_PROGRAM.test(name)) return;
      for (const argument of node.arguments ?? []) {
        const type = this.checker.getTypeAtLocation(argument);
        if ((type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Union)) !== 0) {
          this.follow(argument);
        }
      }
    }
  }

  private follow(node: ts.Node | undefined): void {
    if (node === undefined || this.visited.has(node)) return;
    this.visited.add(node);
    if (ts.isStringLiteralLike(node)) this.add(node.text, node);
    else if (ts.isTemplateExpression(node)) this.followTemplate(node);
    else if (ts.isConditionalExpression(node)) {
      this.follow(node.whenTrue);
      this.follow(node.whenFalse);
    } else if (ts.isBinaryExpression(node)) {
      this.follow(node.left);
      this.follow(node.right);
    } else if (ts.isArrayLiteralExpression(node)) {
      for (const element of node.elements) this.follow(element);
    } else if (ts.isPropertyAssignment(node)) this.follow(node.initializer);
    else if (ts.isShorthandPropertyAssignment(node)) {
      this.followSymbol(this.checker.getShorthandAssignmentValueSymbol(node));
    } else if (ts.isIdentifier(node)) this.followSymbol(this.checker.getSymbolAtLocation(node));
    else if (ts.isPropertyAccessExpression(node)) {
      if (NOT_FOLLOWED.includes(node.name.text)) return;
      this.followSymbol(this.checker.getSymbolAtLocation(node.name));
    } else if (ts.isCallExpression(node)) this.followCall(node);
    else if (isWrapping(node)) this.follow(node.expression);
  }

  private followTemplate({ head, templateSpans }: ts.TemplateExpression): void {
    if (this.add(head.text, head)) return;
    for (const { expression, literal } of templateSpans) {
      this.follow(expression);
      if (this.add(literal.text, literal)) return;
    }
  }

  /** The results of a function of these sources, and what a method of the language is called on. */
  private followCall(call: ts.CallExpression): void {
    const called = this.checker.getResolvedSignature(call)?.declaration;
    if (called !== undefined && hasBody(called)) return this.followResults(called);
    if (ts.isPropertyAccessExpression(call.expression)) this.follow(call.expression.expression);
    for (const argument of call.arguments) {
      if (ts.isArrowFunction(argument)) this.followResults(argument);
    }
  }

  private followResults({ body }: FunctionWithBody): void {
    if (!ts.isBlock(body)) return this.follow(body);
    walk(body, (node) => {
      if (ts.isReturnStatement(node)) this.follow(node.expression);
    });
  }

  private followSymbol(symbol: ts.Symbol | undefined): void {
    if (symbol === undefined) return;
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const { declarations = [] } = isAlias ? this.checker.getAliasedSymbol(symbol) : symbol;
    for (const put of this.putIn.get(symbol) ?? []) this.follow(put);
    for (const declaration of declarations) this.followDeclaration(declaration);
  }

  private followDeclaration(declaration: ts.Declaration): void {
    for (const given of this.given.get(declaration) ?? []) this.follow(given);
    if (ts.isPropertySignature(declaration)) {
      for (const given of this.untyped.get(declaration.name.getText()) ?? []) this.follow(given);
    } else if (ts.isVariableDeclaration(declaration)) {
      const loop = declaration.parent.parent;
      this.follow(declaration.initializer);
      if (ts.isForOfStatement(loop)) this.follow(loop.expression);
    } else if (ts.isBindingElement(declaration)) {
      const name = (declaration.propertyName ?? declaration.name).getText();
      if (NOT_FOLLOWED.includes(name)) return;
      const type = this.checker.getTypeAtLocation(declaration.parent);
      this.follow(declaration.initializer);
      this.followSymbol(this.checker.getPropertyOfType(type, name));
    } else if (ts.isParameter(declaration)) {
      const place = declaration.parent.parameters.indexOf(declaration);
      for (const call of this.calls.get(declaration.parent) ?? []) {
        this.follow(call.arguments?.[place]);
      }
    } else if (ts.isPropertyAssignment(declaration)) this.follow(declaration);
    else if (ts.isShorthandPropertyAssignment(declaration)) this.follow(declaration);
  }

  /** Keeps a text, up to the end of its sentence; tells whether it ended there. */
  private add(text: string, node: ts.Node): boolean {
    const end = text.search(/\.(\s|$)/);
    const part = (end === -1 ? text : text.slice(0, end)).trim();
    const source = node.getSourceFile();
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    const place = `${path.relative(root, source.fileName)}:${line + 1}`;
    if (part !== '' && !this.found.has(part)) this.found.set(part, { text: part, place });
    return end !== -1;
  }
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  lists.set(key, [...(lists.get(key) ?? []), value]);
}

function hasBody(node: ts.Node): node is FunctionWithBody {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function isWrapping(
  node: ts.Node,
): node is ts.ParenthesizedExpression | ts.AsExpression | ts.AwaitExpression {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isSpreadElement(node)
  );
}
