# Part of the build of the images: sorts what lies in /home, trained, into the layers /layers/PROGRAM/{libraries,programs,cache}.

for program in producer consumer sidecar; do
  from=/home/$program/target to=/layers/$program
  mkdir -p "$to/libraries/app/lib" "$to/programs/app/lib" "$to/cache/app"
  cp --archive "$from"/lib/io.podwire.* "$to/programs/app/lib"
  cp --archive "$from"/*-runner.jar "$from/$program" "$to/programs/app"
  cp --archive "$from"/*-runner.aot "$to/cache/app"
  cp --archive "$from"/lib/* "$to/libraries/app/lib"
  rm "$to"/libraries/app/lib/io.podwire.*
done

# The command, in the sidecar's image, without the exhibits: they try a machine and are run from a checkout.
sidecar=/layers/sidecar
mkdir -p $sidecar/libraries/app/cli $sidecar/programs/app/cli
sha256sum /home/sidecar/target/lib/* > /tmp/known
for jar in /home/cli/target/lib/*; do
  case $jar in */podwire-exhibits-*) continue ;; */podwire-*) layer=programs ;; *) layer=libraries ;; esac
  sum=$(sha256sum < "$jar" | cut -d ' ' -f 1)
  known=$(sed -n "s,^$sum  /home/sidecar/target/,../,p" /tmp/known | head -n 1)
  if [ -n "$known" ]; then
    ln -s "$known" "$sidecar/$layer/app/cli/${jar##*/}"
  else
    cp --archive "$jar" "$sidecar/$layer/app/cli"
  fi
done
cp --archive /home/cli/target/podwire-cli-*.jar $sidecar/programs/app/cli
cat > $sidecar/programs/app/podwire <<'END'
-XX:+UseSerialGC
-XX:TieredStopAtLevel=1
-XX:-UsePerfData
-XX:+UnlockDiagnosticVMOptions
-XX:ArchiveRelocationMode=0
-Xms8m
-Xmx48m
--enable-native-access=ALL-UNNAMED
-cp
/app/cli/*
io.podwire.cli.Podwire
END

chmod -R a+rX /layers
find /layers -exec touch --no-dereference --date=@0 {} +
