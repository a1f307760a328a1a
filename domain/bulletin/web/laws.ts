// What must hold of any figures: as contradictions.cpp has it. Where it does not, nothing is issued
// before somebody has looked.
import type { Figures, Rules, Sums } from './measures';

interface Law {
  left: string[];
  right: string[];
  relation: '=' | '≥';
  ofTotalOnly?: boolean;
}

export interface Check {
  law: string; // in the names of the measures: `received ≥ accepted`
  holds: boolean;
  broken: { object: string; left: number; right: number }[]; // empty object: the total
}

function laws(rules: Rules): Law[] {
  const all: Law[] = [
    { left: ['closed', 'phased', 'in_progress'], right: ['results'], relation: '=' },
    {
      left: ['results'], right: ['true', 'basically_true', 'partly_true', 'untrue'], relation: '≥',
    },
    { left: ['detained_admin', 'detained_criminal'], right: ['detained'], relation: '=' },
    {
      left: ['cases'], right: ['transferred'], relation: '≥', ofTotalOnly: rules.joint === 'each',
    },
  ];
  if (rules.split === 'report' && rules.repeats === 'kept') {
    all.unshift({ left: ['received'], right: ['accepted'], relation: '≥' });
  }
  if (rules.withdrawn === 'kept' && rules.joint !== 'apart') {
    all.push({ left: ['transferred'], right: ['results'], relation: '≥' });
  }
  return all;
}

function sum(sums: Sums, names: string[]): number {
  return names.reduce((total, name) => total + (sums[name] ?? 0), 0);
}

export function checks(figures: Figures, rules: Rules): Check[] {
  return laws(rules).map(({ left, right, relation, ofTotalOnly }) => {
    const rows = [...(ofTotalOnly ? [] : figures.rows), { object: '', sums: figures.total }];
    const broken = rows
      .map(({ object, sums }) => ({ object, left: sum(sums, left), right: sum(sums, right) }))
      .filter((one) => (relation === '=' ? one.left !== one.right : one.left < one.right));
    const law = `${left.join(' + ')} ${relation} ${right.join(' + ')}`;
    return { law, holds: broken.length === 0, broken };
  });
}
