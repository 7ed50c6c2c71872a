console.log('no front end yet')
