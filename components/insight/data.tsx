import type { JSX } from 'react';
import type { SectionProps } from '@/components/review/sections';
import { ExportData } from './export-data';
import { ImportFile } from './import/import-file';
import { Imports } from './import/imports';
import './insight.css';
import './import/import.css';

/** Deals of any CRM from a file, what was put in before, and all that is kept here as a file. */
export function Data({ tenant }: SectionProps): JSX.Element {
  return (
    <div className="insight-data">
      <ImportFile />
      <Imports />
      <ExportData tenant={tenant} />
    </div>
  );
}
