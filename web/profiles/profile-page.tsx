import { useEffect } from 'react';
import { useLocation, useParams } from 'wouter';
import { getProfile } from '../../src/profiles/contract.ts';
import { useRemember } from '../ui/api/use-endpoint.ts';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { Side } from '../teamwork/side.tsx';
import { CopyButton } from '../ui/page/copy-button.tsx';
import { Page } from '../ui/page/page.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { Erase } from './erase.tsx';
import { Facts } from './facts.tsx';
import { messages } from './messages.ts';
import { KindMark, ProfileHeader } from './profile-header.tsx';
import { nameOf, useProfile, type Field, type Profile } from './profile-data.ts';
import classes from './profile.module.css';
import { useEdits } from './use-edits.ts';
import { VerificationPlace } from './verifications.tsx';

/** An old number leads to the profile that the customer has become part of; the address follows. */
function useCurrentAddress(id: string, profile: Profile | undefined): void {
  const say = useMessages(messages).header;
  const remember = useRemember();
  const [, go] = useLocation();
  useEffect(() => {
    if (profile === undefined || profile.id === id) return;
    remember(getProfile, { id: profile.id }, profile);
    go(`/profiles/${profile.id}`, { replace: true });
    showDone(say.joined);
  });
}

function ProfileContent({ profile, fields }: { profile: Profile; fields: Field[] }) {
  const edits = useEdits(profile);
  return (
    <>
      <ProfileHeader profile={profile} fields={fields} />
      <div className={classes['columns']}>
        <div>
          <VerificationPlace profile={profile}>
            <Facts profile={profile} fields={fields} edits={edits} />
          </VerificationPlace>
        </div>
        <Side profile={profile.id} name={nameOf(profile)} fields={fields} />
      </div>
      <ConflictDialog edits={edits} />
    </>
  );
}

/** One customer: who it is, what is known, and why each value is what it is. */
export function ProfilePage() {
  const say = useMessages(messages);
  const { id } = useParams<{ id: string }>();
  const { profile, fields } = useProfile(id);
  useCurrentAddress(id, profile.data);
  const problem = profile.error ?? fields.error;
  if (profile.data !== undefined && fields.data !== undefined) {
    const { origin, pathname } = window.location;
    return (
      <Page
        key={profile.data.id}
        title={nameOf(profile.data)}
        trail={<KindMark kind={profile.data.kind} />}
        actions={
          <>
            <Erase id={profile.data.id} name={nameOf(profile.data)} />
            <CopyButton text={origin + pathname} label={say.header.copyLink} />
          </>
        }
      >
        <ProfileContent profile={profile.data} fields={fields.data.rows} />
      </Page>
    );
  }
  const retry = () => Promise.all([profile.refetch(), fields.refetch()]);
  return (
    <Page title={id}>
      {problem === null ? <LoadingRows /> : <ProblemView error={problem} retry={retry} />}
    </Page>
  );
}
