import { h, type FunctionalComponent, type VNode } from 'vue';
import { assertNever } from '../../../shared/assert-never';
import { mathText, type MathNode } from '../../learn/math-nodes';
import './math-formula.css';

/** A formula in real mathematical typesetting, which the browser does itself; read out as a line of text. */
const MathFormula: FunctionalComponent<{ formula: MathNode }> = ({ formula }) =>
  h('math', { class: 'math-formula', display: 'block', 'aria-label': mathText(formula) }, [draw(formula)]);
MathFormula.props = ['formula'];
export default MathFormula;

function draw(node: MathNode): VNode {
  switch (node.kind) {
    case 'name':
      return h('mi', node.text);
    case 'number':
      return h('mn', node.text);
    case 'sign':
      return h('mo', { stretchy: 'false' }, node.text);
    case 'words':
      return h('mtext', node.text);
    case 'row':
      return h('mrow', node.parts.map(draw));
    case 'lines':
      return h(
        'mtable',
        { columnalign: 'left' },
        node.lines.map((line) => h('mtr', [h('mtd', [draw(line)])])),
      );
    case 'sub':
      return h('msub', [draw(node.base), draw(node.small)]);
    case 'sup':
      return h('msup', [draw(node.base), draw(node.small)]);
    case 'under':
      return h('munder', [draw(node.base), draw(node.small)]);
    case 'subsup':
      return h('msubsup', [draw(node.base), draw(node.sub), draw(node.sup)]);
    case 'fraction':
      return h('mfrac', [draw(node.above), draw(node.below)]);
    case 'of':
      return h('mrow', { class: `${node.role}-colour` }, [draw(node.part)]);
    default:
      return assertNever(node);
  }
}
