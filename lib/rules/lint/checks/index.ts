import type { Check } from '../types';
import { alwaysHolds } from './always-holds';
import { conflictingCriteria } from './conflicting-criteria';
import { contradiction } from './contradiction';
import { deadRule } from './dead-rule';
import { duplicateRule } from './duplicate-rule';
import { fixWithoutEffect } from './fix-without-effect';
import { idlePart } from './idle-part';
import { idleStep } from './idle-step';
import { impossibleGate } from './impossible-gate';
import { missingWhy } from './missing-why';
import { neverDueField } from './never-due-field';
import { neverMet } from './never-met';
import { neverNotMet } from './never-not-met';
import { stageNotInCrm } from './stage-not-in-crm';
import { uncoveredStage } from './uncovered-stage';
import { unknownStage } from './unknown-stage';
import { unreachableFill } from './unreachable-fill';
import { unreachableStep } from './unreachable-step';
import { unreadableField } from './unreadable-field';
import { untestedRule } from './untested-rule';
import { unusedField } from './unused-field';
import { weightlessSignal } from './weightless-signal';

/** Every check, one line each; a test holds this list and the folder against each other. */
export const CHECKS: readonly Check[] = [
  alwaysHolds,
  conflictingCriteria,
  contradiction,
  deadRule,
  duplicateRule,
  fixWithoutEffect,
  idlePart,
  idleStep,
  impossibleGate,
  missingWhy,
  neverDueField,
  neverMet,
  neverNotMet,
  stageNotInCrm,
  uncoveredStage,
  unknownStage,
  unreachableFill,
  unreachableStep,
  unreadableField,
  untestedRule,
  unusedField,
  weightlessSignal,
];
