// What is said to the operator may be said in other words: a test of those would hold nothing but the words.

const isLog = (node) => node.type === 'CallExpression' && node.callee.type === 'MemberExpression'
  && node.callee.object.type === 'Identifier' && node.callee.object.name === 'log'

export const strykerPlugins = [{
  kind: 'Ignore',
  name: 'spoken',
  value: { shouldIgnore: ({ node }) => (isLog(node) ? 'what is logged' : undefined) },
}]
