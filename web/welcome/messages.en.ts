export const en = {
  title: 'How do you want to begin?',
  lead: (workspace: string) => `Fill the workspace “${workspace}” with something to look at.`,
  demo: 'Explore demo data',
  demoLead:
    'Made-up customers with all that real ones have: wrong phone numbers, doubles, several sources. Each of its imports can be taken back.',
  own: 'Import your file',
  ownLead:
    'CSV, Excel, JSON, Parquet or vCard, in any encoding; columns are recognised, and you see a preview before anything is kept.',
  ownGo: 'Choose a file',
  ownCommand: 'On the command line, while the server runs:',
  command: 'npm run -s clientele -- import customers.xlsx --source crm',
  rows: 'Rows',
  load: 'Load',
  loading: 'Making the rows …',
  progress: 'What is being loaded',
  goOn: 'It goes on when you leave this page.',
  ready: 'All is loaded.',
  home: 'Have a look',
};
