import type { JSX, ReactNode } from 'react';
import { browser } from 'wxt/browser';
import { LanguageChoice } from '@/components/ui/language-choice';
import { Channels } from './channels';
import { Crms } from './crms/crms';
import { Health } from './health';
import { Learning } from './learning';
import { Packs } from './packs';
import { QuietRules } from './quiet-rules';
import { Policy } from './policy';
import { Pulls } from './pull';
import { PastAssessments } from './replay';
import { Stored } from './stored';

/** The admin page: rules, CRMs, what can be read of them, and what is stored. */
export function Admin(): JSX.Element {
  return (
    // Its texts are English only, whatever the language of the page.
    <main className="admin" lang="en" dir="ltr">
      <header className="admin-head">
        <h1>Fairlead</h1>
        <nav aria-label="Sections">
          <a href="studio.html">Studio: write rules</a>
          <a href="#packs">Rule packs</a>
          <a href="#crms">CRMs</a>
          <a href="#learned">What your deals say</a>
          <a href="#health">What can be read</a>
          <a href="#quiet">Rules gone quiet</a>
          <a href="#why-then">Why it was so then</a>
          <a href="#policy">Policy</a>
          <a href="#stored">What is stored</a>
          <a href={browser.runtime.getURL('/welcome.html')}>First steps</a>
        </nav>
        <LanguageChoice />
      </header>
      <Part id="packs" title="Rule packs" about="What a deal is judged by, in every open panel at once.">
        <Packs />
        <Channels />
      </Part>
      <Part id="crms" title="CRMs" about="Where the panel works, and what it may read and write there.">
        <Crms />
        <Pulls />
      </Part>
      <Part
        id="health"
        title="What can be read"
        about="Field by field, in the last readings of each CRM. What cannot be read is never called missing."
      >
        <Health />
      </Part>
      <Part
        id="learned"
        title="What your closed deals say"
        about="What the risk learned from them, and how well it foretold."
      >
        <Learning />
      </Part>
      <Part
        id="quiet"
        title="Rules gone quiet"
        about="What reps are no longer told of by itself; on the deal it still counts."
      >
        <QuietRules />
      </Part>
      <Part
        id="why-then"
        title="Why it was so then"
        about="An assessment of the past, made again from what was kept of that moment."
      >
        <PastAssessments />
      </Part>
      <Part id="policy" title="Your organisation’s policy" about="What whoever looks after this browser has set.">
        <Policy />
      </Part>
      <Part id="stored" title="What is stored" about="All of it in this browser, and none of it anywhere else.">
        <Stored />
      </Part>
    </main>
  );
}

type PartProps = { id: string; title: string; about: string; children: ReactNode };

function Part({ id, title, about, children }: PartProps): JSX.Element {
  return (
    <section id={id} className="part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p className="muted">{about}</p>
      {children}
    </section>
  );
}
