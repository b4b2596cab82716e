import { Command } from 'commander';
import { examineMachine, type Finding } from './machine-findings';
import { printResult, table } from './output';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Look over this machine; each fault comes with its cure.')
    .option('--json', 'as JSON on standard output', false)
    .action(async (options: { readonly json: boolean }) => {
      const findings = await examineMachine();
      const healthy = findings.every((finding) => finding.state !== 'fault');
      printResult({ healthy, findings }, asText(findings), options.json);
      if (!healthy) process.exitCode = 1;
    });
}

function asText(findings: readonly Finding[]): string {
  const marks = { fine: 'ok', notice: 'note', fault: 'FAULT' } as const;
  const rows = findings.map(({ name, state, value, cure }) => [
    marks[state],
    name,
    cure === undefined ? value : `${value} ${cure}`,
  ]);
  return table(rows);
}
